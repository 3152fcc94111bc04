with

current_population as (

    {{ current_rows('stg_population', source='population', subject='cast(landed.reference_date as varchar)') }}

),

final as (

    select
        area,
        reference_date,
        inhabitants,
        source_note
    from current_population

)

select * from final
