with

measures as (

    select * from {{ ref('mart_measure') }}

),

movements as (

    select * from {{ ref('fct_movement') }}

),

drawdowns as (

    select * from {{ ref('int_drawdown') }}

),

stands as (

    select {{ local_date('stand') }} as stand from {{ ref('mart_release') }}

),

proofs as (

    select
        movements.measure,
        max(movements.date) as proven_on
    from movements
    inner join measures on movements.measure = measures.measure
    where movements.kind = 'evidenced'
        and movements.date >= coalesce(measures.grant_to, movements.date)
    group by movements.measure

),

deadlines as (

    select
        measures.measure,
        'proof_of_use' as deadline,
        'Verwendungsnachweis' as deadline_name,
        measures.proof_due as due_date,
        measures.spent as amount,
        proofs.proven_on is not null as is_done,
        proofs.proven_on as done_on
    from measures
    left join proofs on measures.measure = proofs.measure

    union all

    select
        measures.measure,
        'grant_end' as deadline,
        'Ende des Bewilligungszeitraums' as deadline_name,
        measures.grant_to as due_date,
        measures.approved - measures.spent as amount,
        measures.grant_to <= stands.stand as is_done,
        case when measures.grant_to <= stands.stand then measures.grant_to end as done_on
    from measures
    cross join stands

    union all

    select
        measure,
        'spend_drawn' as deadline,
        'Abgerufene Mittel verausgaben' as deadline_name,
        due_date,
        unspent as amount,
        unspent = 0 as is_done,
        spent_on as done_on
    from drawdowns

    union all

    select
        measures.measure,
        'earmarking_end' as deadline,
        'Ende der Zweckbindung' as deadline_name,
        measures.earmarked_until as due_date,
        cast(null as decimal(14, 2)) as amount,
        measures.earmarked_until <= stands.stand as is_done,
        case when measures.earmarked_until <= stands.stand then measures.earmarked_until end as done_on
    from measures
    cross join stands

),

final as (

    select
        deadlines.measure,
        measures.title,
        deadlines.deadline,
        deadlines.deadline_name,
        deadlines.due_date,
        cast(deadlines.amount as decimal(14, 2)) as amount,
        deadlines.is_done,
        deadlines.done_on
    from deadlines
    inner join measures on deadlines.measure = measures.measure
    where deadlines.due_date is not null

)

select * from final
