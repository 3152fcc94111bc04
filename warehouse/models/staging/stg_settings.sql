with

source as (

    select * from {{ source('landed', 'settings') }}

),

renamed as (

    select
        municipality,
        municipality_name,
        delivery_due_day,
        spend_within_months,
        minimum_contacts,
        sensitive_contacts,
        council_base,
        council_breakdown,
        example
    from source

)

select * from renamed
