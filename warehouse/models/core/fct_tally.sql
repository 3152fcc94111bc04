{{ config(materialized='table') }}

with

current_tallies as (

    {{ current_rows('int_tally_row', source='contact_tallies', subject='landed.service', month='landed.month', carrier='landed.carrier') }}

),

expected as (

    select * from {{ ref('dim_expected') }}

),

final as (

    select
        expected.service,
        expected.month,
        expected.quartier,
        current_tallies.carrier,
        current_tallies.dimension,
        current_tallies.category,
        current_tallies.contacts,
        current_tallies.absence,
        current_tallies.estimated,
        current_tallies.delivery,
        current_tallies.sheet,
        current_tallies.row
    from current_tallies
    inner join expected
        on current_tallies.service = expected.service
        and current_tallies.month = expected.month
    where expected.origin = 'tally'

)

select * from final
