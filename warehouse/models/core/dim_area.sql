{{ config(materialized='table') }}

with

quartiers as (

    {{ newest_file('quartiers') }}

),

settings as (

    select * from {{ ref('stg_settings') }}

),

municipality as (

    select
        1 as level,
        'municipality' as area_kind,
        municipality as area,
        municipality_name as name,
        cast(null as varchar) as parent_kind,
        cast(null as varchar) as parent
    from settings

),

districts as (

    select
        2 as level,
        'district' as area_kind,
        quartiers.district as area,
        max(coalesce(quartiers.district_name, quartiers.district)) as name,
        'municipality' as parent_kind,
        max(settings.municipality) as parent
    from quartiers
    cross join settings
    where quartiers.district is not null
    group by quartiers.district

),

quartier_areas as (

    select
        3 as level,
        'quartier' as area_kind,
        quartiers.quartier as area,
        quartiers.name,
        case when quartiers.district is null then 'municipality' else 'district' end as parent_kind,
        coalesce(quartiers.district, settings.municipality) as parent
    from quartiers
    cross join settings

),

areas as (

    select * from municipality

    union all

    select * from districts

    union all

    select * from quartier_areas

),

final as (

    select
        area_kind,
        area,
        name,
        parent_kind,
        parent,
        cast(row_number() over (order by level, name) as integer) as position
    from areas

)

select * from final
