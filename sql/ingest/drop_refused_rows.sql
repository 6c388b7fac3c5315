-- Takes out what was refused of these files, before they are read anew.
-- grain: delivery_sha256, line_number, column_name, reason_code
delete from raw_refused_row
where list_contains($sha256s, delivery_sha256)
returning delivery_sha256
