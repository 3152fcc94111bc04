with

current_contacts as (

    {{ current_rows('stg_contacts', source='contacts', subject='landed.service', month=month_of('landed.date'), carrier='landed.carrier') }}

),

expected as (

    select * from {{ ref('dim_expected') }}

),

final as (

    select
        current_contacts.date,
        expected.month,
        current_contacts.time,
        current_contacts.service,
        current_contacts.carrier,
        coalesce(current_contacts.quartier, expected.quartier) as quartier,
        current_contacts.contact_kind,
        current_contacts.channel,
        current_contacts.topics,
        current_contacts.persons,
        current_contacts.duration_min,
        current_contacts.handover,
        current_contacts.language_mediation,
        current_contacts.residence_quartier,
        current_contacts.client_ref,
        current_contacts.delivery,
        current_contacts.sheet,
        current_contacts.row
    from current_contacts
    inner join expected
        on current_contacts.service = expected.service
        and {{ month_of('current_contacts.date') }} = expected.month
    where expected.origin = 'rows'

)

select * from final
