-- What each unit had done at each stage at the moments before, and the daily rate it showed then.
-- grain: as_of, unit_id, stage_code
create table if not exists past_stage_pace (
    as_of      timestamp not null,
    unit_id    integer not null,
    stage_code varchar not null,
    done_pcs   bigint,
    daily_pcs  double
)
