-- A number that can only be had by reading every block, so that a damaged one is met at start-up.
-- grain: one row
select
    (select sum(hash(stock)) from raw_stock_snapshot as stock)          as stock_hash,
    (select sum(hash(shipment)) from raw_shipment_snapshot as shipment) as shipment_hash,
    (select sum(hash(refused)) from raw_refused_row as refused)         as refused_hash,
    (select sum(hash(delivery)) from raw_delivery as delivery)          as delivery_hash
