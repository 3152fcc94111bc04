with

source as (

    select * from {{ source('landed', 'areas') }}

),

renamed as (

    select
        area,
        area_version,
        origin_note,
        geometry,
        longitude,
        latitude,
        delivery
    from source

)

select * from renamed
