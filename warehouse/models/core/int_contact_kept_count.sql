{# Counts of erased rows hold as their rows did: by the claims of their delivery, in the quartier of their service. #}
with

current_counts as (

    {{ current_rows('stg_kept_counts', source='contacts', subject='landed.service', month='landed.month', carrier='landed.carrier') }}

),

expected as (

    select * from {{ ref('dim_expected') }} where origin = 'rows'

),

final as (

    select
        current_counts.service,
        expected.month,
        coalesce(current_counts.quartier, expected.quartier) as quartier,
        current_counts.dimension,
        current_counts.category,
        current_counts.contacts
    from current_counts
    inner join expected
        on current_counts.service = expected.service
        and current_counts.month = expected.month

)

select * from final
