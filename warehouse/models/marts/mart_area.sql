with

areas as (

    select * from {{ ref('dim_area') }}

),

boundaries as (

    {{ newest_file('areas') }}

),

final as (

    select
        areas.area_kind,
        areas.area,
        areas.name,
        boundaries.geometry,
        boundaries.area_version,
        boundaries.origin_note,
        boundaries.longitude,
        boundaries.latitude
    from areas
    inner join boundaries on areas.area = boundaries.area

)

select * from final
