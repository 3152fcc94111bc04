with

counts as (

    select * from {{ ref('fct_contact_count') }}

),

final as (

    select
        service,
        month,
        quartier,
        dimension,
        category,
        origin,
        contacts,
        state,
        estimated
    from counts
    where dimension in ('total', 'topic', 'channel', 'kind')

)

select * from final
