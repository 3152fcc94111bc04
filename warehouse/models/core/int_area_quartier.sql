{{ config(materialized='table') }}

with

areas as (

    select * from {{ ref('dim_area') }}

),

quartiers as (

    select * from areas where area_kind = 'quartier'

),

themselves as (

    select area_kind, area, area as quartier from quartiers

),

districts as (

    select parent_kind as area_kind, parent as area, area as quartier
    from quartiers
    where parent_kind = 'district'

),

municipality as (

    select areas.area_kind, areas.area, quartiers.area as quartier
    from areas
    cross join quartiers
    where areas.area_kind = 'municipality'

),

no_quartier as (

    select area_kind, area, cast(null as varchar) as quartier
    from areas
    where area_kind = 'municipality'

),

final as (

    select * from themselves

    union all

    select * from districts

    union all

    select * from municipality

    union all

    select * from no_quartier

)

select * from final
