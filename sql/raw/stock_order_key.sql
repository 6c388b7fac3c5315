-- What sorts the stock rows of one unit: snapshot second, then revision, then the delivery they came with.
-- grain: one number for each row it is asked for
create or replace macro stock_order_key(snapshot_at, revision, delivery_rank) as
date_diff('second', timestamp '2000-01-01', snapshot_at) * 1000000000
+ least(revision, 99) * 10000000
+ delivery_rank;
