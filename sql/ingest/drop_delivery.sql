-- Takes out the receipts of these files; only one that loaded no row may give way to a new reading.
-- grain: delivery_sha256
delete from raw_delivery
where list_contains($sha256s, delivery_sha256) and loaded_count = 0
returning delivery_sha256
