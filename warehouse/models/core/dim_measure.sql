with

measures as (

    {{ newest_file('measures') }}

),

final as (

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
        quartier
    from measures

)

select * from final
