with

source as (

    select * from {{ source('landed', 'contacts') }}

),

renamed as (

    select
        date,
        time,
        service,
        carrier,
        quartier,
        contact_kind,
        channel,
        topics,
        persons,
        duration_min,
        handover,
        language_mediation,
        residence_quartier,
        client_ref,
        delivery,
        sheet,
        row
    from source

)

select * from renamed
