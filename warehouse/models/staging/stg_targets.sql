with

source as (

    select * from {{ source('landed', 'targets') }}

),

renamed as (

    select
        target,
        title,
        kind,
        metric,
        quartier,
        product,
        planned,
        due,
        achieved,
        basis,
        direction,
        delivery
    from source

)

select * from renamed
