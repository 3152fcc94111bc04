with

meetings as (

    {{ newest_file('meetings') }}

),

categories as (

    select * from {{ ref('stg_categories') }} where source = 'meetings'

),

quartiers as (

    select * from {{ ref('dim_area') }} where area_kind = 'quartier'

),

sittings as (

    select
        date,
        body,
        level,
        quartier,
        max(attendance) as attendance
    from meetings
    group by date, body, level, quartier

),

final as (

    select
        sittings.date,
        sittings.body,
        sittings.level,
        levels.name as level_name,
        sittings.quartier,
        quartiers.name as quartier_name,
        sittings.attendance
    from sittings
    left join quartiers on sittings.quartier = quartiers.area
    left join categories as levels
        on levels.column_name = 'level'
        and sittings.level = levels.category

)

select * from final
