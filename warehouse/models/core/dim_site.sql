with

sites as (

    {{ newest_file('sites') }}

),

final as (

    select
        site,
        name,
        address,
        quartier,
        latitude,
        longitude
    from sites

)

select * from final
