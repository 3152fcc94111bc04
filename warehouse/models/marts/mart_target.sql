with

targets as (

    {{ newest_file('targets') }}

),

categories as (

    select * from {{ ref('stg_categories') }} where source = 'targets'

),

final as (

    select
        targets.target,
        targets.title,
        targets.kind,
        kinds.name as kind_name,
        targets.metric,
        targets.quartier,
        targets.product,
        targets.planned,
        targets.due,
        targets.achieved,
        targets.basis,
        bases.name as basis_name,
        targets.direction,
        targets.reference,
        targets.measured_on,
        targets.reason
    from targets
    left join categories as kinds
        on kinds.column_name = 'kind'
        and targets.kind = kinds.category
    left join categories as bases
        on bases.column_name = 'basis'
        and targets.basis = bases.category

)

select * from final
