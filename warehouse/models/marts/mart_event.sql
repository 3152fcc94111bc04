with

events as (

    select * from {{ ref('fct_event') }}

),

categories as (

    select * from {{ ref('stg_categories') }} where source = 'events'

),

quartiers as (

    select * from {{ ref('dim_area') }} where area_kind = 'quartier'

),

sites as (

    select * from {{ ref('dim_site') }}

),

carriers as (

    select * from {{ ref('dim_carrier') }}

),

final as (

    select
        events.event,
        events.date,
        cast(events.start as time) as start,
        events.title,
        events.event_type,
        event_types.name as event_type_name,
        events.offer_form,
        offer_forms.name as offer_form_name,
        events.quartier,
        quartiers.name as quartier_name,
        sites.name as site_name,
        carriers.name as carrier_name,
        events.partners,
        events.status,
        statuses.name as status_name,
        events.attendance,
        methods.name as attendance_method_name,
        events.volunteers,
        cast(events.volunteer_hours as decimal(12, 2)) as volunteer_hours,
        events.measure
    from events
    left join quartiers on events.quartier = quartiers.area
    left join sites on events.site = sites.site
    left join carriers on events.carrier = carriers.carrier
    left join categories as event_types
        on event_types.column_name = 'event_type'
        and events.event_type = event_types.category
    left join categories as offer_forms
        on offer_forms.column_name = 'offer_form'
        and events.offer_form = offer_forms.category
    left join categories as statuses
        on statuses.column_name = 'status'
        and events.status = statuses.category
    left join categories as methods
        on methods.column_name = 'attendance_method'
        and events.attendance_method = methods.category

)

select * from final
