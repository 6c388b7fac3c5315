-- The columns of the raw tables and views of this database, to tell whether the schema is the one of today.
-- grain: table_name, column_name
select
    table_name,
    column_index,
    column_name,
    data_type,
    is_nullable,
    table_oid in (select view_oid from duckdb_views()) as is_view
from duckdb_columns()
where database_name = current_database() and table_name like 'raw\_%' escape '\'
order by table_name, column_index
