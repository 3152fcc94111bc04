{#
    The database is new for every build, so a model is created under its own name at once: there is no old one to keep
    while the new one is made, and no detour over a temporary name.
#}
{% materialization table, adapter='duckdb' %}
    {{ create_new(this.incorporate(type='table'), sql) }}
    {{ return({'relations': [this.incorporate(type='table')]}) }}
{% endmaterialization %}

{% materialization view, adapter='duckdb' %}
    {{ create_new(this.incorporate(type='view'), sql) }}
    {{ return({'relations': [this.incorporate(type='view')]}) }}
{% endmaterialization %}

{% macro create_new(relation, sql) %}
    {% call statement('main') %}
        create {{ relation.type }} {{ relation }} as (
            {{ sql }}
        )
    {% endcall %}
    {% do adapter.commit() %}
{% endmacro %}
