{{ config(materialized='table') }}

with

staffing as (

    {{ newest_file('staffing') }}

),

services as (

    select * from {{ ref('dim_service') }}

),

months as (

    select * from {{ ref('dim_month') }}

),

area_quartiers as (

    select * from {{ ref('int_area_quartier') }}

),

posts as (

    select
        staffing.carrier,
        staffing.persons,
        staffing.valid_from,
        staffing.valid_to,
        coalesce(staffing.quartier, services.quartier) as quartier
    from staffing
    left join services on staffing.service = services.service

),

final as (

    select
        area_quartiers.area_kind,
        area_quartiers.area,
        months.month,
        posts.carrier,
        cast(sum(posts.persons) as bigint) as staff
    from posts
    inner join area_quartiers on posts.quartier is not distinct from area_quartiers.quartier
    inner join months
        on posts.valid_from < months.next_month
        and coalesce(posts.valid_to, months.month) >= months.month
    group by area_quartiers.area_kind, area_quartiers.area, months.month, posts.carrier

)

select * from final
