{# Columns to rows: one row per row of `relation` and measure, in the columns measure, month, quartier, value, is_reported. #}
{% macro unpivot(relation, measures) %}
    {%- for measure in measures %}

    select
        '{{ measure }}' as measure,
        month,
        quartier,
        cast({{ measure }} as decimal(18, 4)) as value,
        is_reported
    from {{ relation }}
    {%- if not loop.last %}

    union all
    {%- endif %}
    {%- endfor %}
{% endmacro %}
