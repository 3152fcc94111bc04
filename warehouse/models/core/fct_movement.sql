with

current_movements as (

    {{ current_rows('stg_movements', source='movements', subject='cast(landed.budget_year as varchar)') }}

),

final as (

    select
        date,
        {{ month_of('date') }} as month,
        measure,
        kind,
        position,
        amount,
        voucher,
        budget_year,
        delivery
    from current_movements

)

select * from final
