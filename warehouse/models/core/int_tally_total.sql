with

tallies as (

    select * from {{ ref('fct_tally') }}

),

partitions as (

    select distinct dimension from {{ ref('dim_category') }} where is_partition

),

sums as (

    select
        tallies.service,
        tallies.month,
        tallies.quartier,
        tallies.carrier,
        tallies.dimension,
        case when count(*) = count(tallies.contacts) then sum(tallies.contacts) end as contacts,
        bool_or(tallies.absence = 'suppressed') as suppressed,
        bool_or(tallies.estimated) as estimated
    from tallies
    inner join partitions on tallies.dimension = partitions.dimension
    group by tallies.service, tallies.month, tallies.quartier, tallies.carrier, tallies.dimension

),

ranked as (

    select
        sums.*,
        row_number() over (
            partition by service, month, carrier
            order by
                case when contacts is null then 2 else 1 end,
                case dimension when 'total' then 1 when 'channel' then 2 else 3 end
        ) as preference
    from sums

),

final as (

    select
        service,
        month,
        quartier,
        carrier,
        contacts,
        coalesce(suppressed, false) as suppressed,
        estimated
    from ranked
    where preference = 1

)

select * from final
