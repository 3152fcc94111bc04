{# The places where date arithmetic is the engine's own; everything else is said in plain SQL. #}

{% macro month_of(day) -%}
cast({{ dbt.date_trunc('month', day) }} as date)
{%- endmacro %}

{% macro add_months(month, number) -%}
cast({{ dbt.dateadd('month', number, month) }} as date)
{%- endmacro %}

{# The calendar day in Europe/Berlin of a UTC timestamp. #}
{% macro local_date(moment) -%}
cast(timezone('Europe/Berlin', timezone('UTC', {{ moment }})) as date)
{%- endmacro %}

{# Hours that pass in Europe/Berlin between two times of a day, on the nights when the clocks change too; never below 0. #}
{% macro hours_between(day, opens, closes) -%}
greatest(0, epoch(timezone('Europe/Berlin', {{ day }} + {{ closes }})) - epoch(timezone('Europe/Berlin', {{ day }} + {{ opens }}))) / 3600.0
{%- endmacro %}

{# One row per month or day from a first to a last day, both included; to be used in a select list. #}
{% macro each(part, first, last) -%}
cast(unnest(generate_series({{ first }}, {{ last }}, interval 1 {{ part }})) as date)
{%- endmacro %}

{# `10/2026`, for messages. #}
{% macro german_month(month) -%}
strftime({{ month }}, '%m/%Y')
{%- endmacro %}
