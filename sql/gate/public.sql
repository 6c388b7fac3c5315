-- Everybody's rows: reference data, rules, the moments of the board, national totals.
-- grain: that of the table
select *
from kept._table_
