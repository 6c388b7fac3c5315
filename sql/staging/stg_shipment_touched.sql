-- Consignments that a delivery since the board before speaks of; the others stand in that board as they are.
-- grain: shipment_code
select distinct shipment.shipment_code
from raw_shipment_snapshot as shipment
join raw_delivery as delivery using (delivery_sha256)
join core_board_before as board_before on delivery.sequence > board_before.ledger_sequence
where shipment.rowid >= (select first_shipment_row from core_board_before)
