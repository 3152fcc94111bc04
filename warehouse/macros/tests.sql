{# The grain: no column of the key is empty (but for the `optional` ones), and no key comes twice. #}
{% test grain(model, columns, optional=[]) %}
    select {{ columns | join(', ') }}
    from {{ model }}
    group by {{ columns | join(', ') }}
    having count(*) > 1
    {%- for column in columns if column not in optional %}
        or {{ column }} is null
    {%- endfor %}
{% endtest %}

{# A figure is there exactly where its state says so, and the state is one of the four. #}
{% test told_or_absent(model, value) %}
    select *
    from {{ model }}
    where (state = 'value') is distinct from ({{ value }} is not null)
        or state not in ('value', 'suppressed', 'not_reported', 'not_collected')
        or reported > expected
{% endtest %}

{# Open hours and days are never negative and never more than the hours and days of their month in Europe/Berlin. #}
{% test within_calendar(model) %}
    select *
    from {{ model }}
    where open_hours < 0
        or open_days < 0
        or open_days > {{ add_months('month', 1) }} - month
        or open_hours > {{ hours_between('month', "time '00:00'", "to_days(" ~ add_months('month', 1) ~ " - month)") }}
{% endtest %}

{# Two queries over this model give the same number for the same key. #}
{% test parts_sum_to_whole(model, key, parts, whole, value) %}
    with

    parts as (

        select {{ key | join(', ') }}, sum({{ value }}) as amount
        from {{ model }}
        where {{ parts }}
        group by {{ key | join(', ') }}

    ),

    whole as (

        select {{ key | join(', ') }}, sum({{ value }}) as amount
        from {{ model }}
        where {{ whole }}
        group by {{ key | join(', ') }}

    )

    select *
    from whole
    left join parts using ({{ key | join(', ') }})
    where whole.amount is distinct from parts.amount
{% endtest %}
