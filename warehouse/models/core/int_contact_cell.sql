with

scope as (

    select * from {{ ref('int_contact_scope') }}

),

categories as (

    select * from {{ ref('dim_category') }}

),

counted as (

    select service, dimension, category from {{ ref('int_contact_row_count') }}

    union all

    select service, dimension, category from {{ ref('int_contact_tally_count') }}

),

service_carriers as (

    select service, carrier from scope

    union

    select service, category as carrier from counted where dimension = 'carrier'

),

final as (

    select scope.service, scope.month, scope.quartier, scope.state, scope.origin, categories.dimension, categories.category
    from scope
    cross join categories
    where categories.dimension in ('total', 'topic', 'channel', 'kind')

    union all

    select scope.service, scope.month, scope.quartier, scope.state, scope.origin, 'carrier', service_carriers.carrier
    from scope
    inner join service_carriers on scope.service = service_carriers.service

    union all

    select service, month, quartier, state, origin, 'service', service
    from scope

)

select * from final
