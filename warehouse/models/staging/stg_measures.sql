with

source as (

    select * from {{ source('landed', 'measures') }}

),

renamed as (

    select
        measure,
        title,
        programme,
        granting_authority,
        notice_ref,
        notice_date,
        grant_from,
        grant_to,
        financing,
        eligible_costs,
        grant_applied,
        grant_approved,
        own_contribution,
        third_party,
        proof_due,
        earmarked_until,
        carrier,
        quartier,
        delivery
    from source

)

select * from renamed
