-- Colours people have put in place of the computed one and that still hold, the first to expire on top.
-- grain: region_code
select
    override.*,
    region.name as region_name,
    region.province_code
from mart_override as override
join seed_regions as region using (region_code)
where
    override.as_of = coalesce($as_of, (select as_of from board_meta))
    and ($province_codes is null or list_contains($province_codes::varchar[], region.province_code))
order by override.expires_at, override.region_code
