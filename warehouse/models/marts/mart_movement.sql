with

movements as (

    select * from {{ ref('fct_movement') }}

),

categories as (

    select * from {{ ref('stg_categories') }} where source = 'movements' and column_name = 'kind'

),

final as (

    select
        movements.date,
        movements.measure,
        movements.kind,
        categories.name as kind_name,
        movements.position,
        movements.amount,
        movements.voucher,
        movements.budget_year
    from movements
    left join categories on movements.kind = categories.category

)

select * from final
