with

carriers as (

    {{ newest_file('carriers') }}

),

final as (

    select
        carrier,
        name
    from carriers

)

select * from final
