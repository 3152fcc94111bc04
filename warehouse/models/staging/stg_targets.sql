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
        reference,
        measured_on,
        reason,
        delivery
    from source

)

select * from renamed
