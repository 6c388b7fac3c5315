-- How many cells of one delivery were refused for each reason.
-- grain: reason_code
select
    reason_code,
    count(*) as cell_count
from raw_refused_row
where delivery_sha256 = $sha256
group by reason_code
order by reason_code
