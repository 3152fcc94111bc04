{#
    The rows of a landed source that no later delivery has replaced.

    A delivery claims (subject, month), for one carrier or jointly for all. A row counts when its own delivery is the
    latest that claims its subject and month, either jointly or for the row's carrier. Sources that are always delivered
    whole claim nothing in particular: their newest file counts.
    `subject`, `month` and `carrier` are expressions over the alias `landed`.
#}
{% macro current_rows(model, source, subject='cast(null as varchar)', month='cast(null as date)', carrier='cast(null as varchar)') %}
    select landed.*
    from {{ ref(model) }} as landed
    inner join {{ ref('stg_deliveries') }} as deliveries
        on landed.delivery = deliveries.delivery
    left join {{ ref('int_latest_claim') }} as joint_claim
        on joint_claim.source = '{{ source }}'
        and joint_claim.carrier is null
        and joint_claim.subject is not distinct from {{ subject }}
        and joint_claim.month is not distinct from {{ month }}
    left join {{ ref('int_latest_claim') }} as carrier_claim
        on carrier_claim.source = '{{ source }}'
        and carrier_claim.carrier = {{ carrier }}
        and carrier_claim.subject is not distinct from {{ subject }}
        and carrier_claim.month is not distinct from {{ month }}
    where deliveries.sequence = greatest(coalesce(joint_claim.sequence, 0), coalesce(carrier_claim.sequence, 0))
{% endmacro %}

{# The rows of the newest file of a source that is always delivered whole. #}
{% macro newest_file(source) %}
    select landed.*
    from {{ ref('stg_' ~ source) }} as landed
    inner join {{ ref('int_newest_file') }} as newest_file
        on newest_file.source = '{{ source }}'
        and newest_file.delivery = landed.delivery
{% endmacro %}
