{{ config(materialized='table') }}

with

areas as (

    select * from {{ ref('dim_area') }}

),

area_quartiers as (

    select * from {{ ref('int_area_quartier') }} where quartier is not null

),

years as (

    select distinct year from {{ ref('dim_month') }}

),

population as (

    select * from {{ ref('fct_population') }}

),

own as (

    select
        areas.area_kind,
        areas.area,
        years.year,
        max_by(population.inhabitants, population.reference_date) as inhabitants
    from areas
    cross join years
    inner join population
        on areas.area = population.area
        and population.reference_date < years.year
    group by areas.area_kind, areas.area, years.year

),

summed as (

    select
        area_quartiers.area_kind,
        area_quartiers.area,
        years.year,
        case when count(*) = count(own.inhabitants) then sum(own.inhabitants) end as inhabitants
    from area_quartiers
    cross join years
    left join own
        on own.area_kind = 'quartier'
        and own.area = area_quartiers.quartier
        and own.year = years.year
    group by area_quartiers.area_kind, area_quartiers.area, years.year

),

final as (

    select
        areas.area_kind,
        areas.area,
        years.year,
        coalesce(own.inhabitants, summed.inhabitants) as inhabitants
    from areas
    cross join years
    left join own using (area_kind, area, year)
    left join summed using (area_kind, area, year)

)

select * from final
