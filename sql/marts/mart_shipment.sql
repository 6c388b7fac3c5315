-- What was known of each consignment, from valid_from until valid_to; a page asks for the row of its moment.
-- grain: shipment_code, item_code, dapil_code, valid_from
select * from core_shipment_span
