package io.claimdispatch.internal.common;

import java.util.Set;

/**
 * Words that one of the supported databases takes for a part of a statement, where the name of a table should stand. Its
 * documentation lists them: "SQL Key Words" of PostgreSQL 18 (reserved), "Reserved Words" of MariaDB 11.4, "Keywords and
 * Reserved Words" of MySQL 8.0 to 9, "Keywords / Reserved Words" of H2 2 and "SQL reserved words" of Derby 10.16; MariaDB and
 * Derby refuse a few besides. One list for all, so that an application can change its database.
 */
final class ReservedWords {

    private static final Set<String> WORDS = Set.of("""
            accessible add all allocate alter analyse analyze and any are array as asc asensitive assertion asymmetric at
            authorization avg before begin between bigint binary bit blob boolean both by call cascade cascaded case cast
            change char character character_length check close coalesce collate collation column commit concurrently
            condition connect connection constraint constraints continue convert corresponding create cross cube cume_dist
            current current_catalog current_date current_path current_role current_schema current_time current_timestamp
            current_user cursor database databases day day_hour day_microsecond day_minute day_second deallocate dec decimal
            declare default deferrable deferred definer delayed delete delete_domain_id dense_rank desc describe
            deterministic diagnostics disconnect distinct distinctrow div do do_domain_ids domain_id_list double drop dual
            each else elseif empty enclosed end endexec escape escaped except exception exec execute exists exit explain
            external extract false fetch first first_value float float4 float8 for force foreign found freeze from full
            fulltext function generated get getcurrentconnection global go goto grant group grouping groups having
            high_priority hour hour_microsecond hour_minute hour_second identity if ignore ignore_domain_ids ilike immediate
            in index indicator infile initially inner inout input insensitive insert int int1 int2 int3 int4 int8 integer
            intersect interval into invoker io_after_gtids io_before_gtids is isnull isolation iterate join json_arrayagg
            json_objectagg json_table key keys kill lag last last_value lateral lead leading leave left library like limit
            linear lines load localtime localtimestamp lock long longblob longtext loop low_priority lower ltrim manual
            master_bind master_demote_to_replica master_demote_to_slave master_ssl_verify_server_cert match max maxvalue
            mediumblob mediumint mediumtext middleint min minus minute minute_microsecond minute_second mod modifies month
            national natural nchar next no no_write_to_binlog none not notnull nth_value ntile null nullif numeric nvarchar
            of offset on only open optimize optimizer_costs option optionally or order out outer outfile output over
            overlaps pad page_checksum parallel parse_vcol_expr partial partition percent_rank placing portion position
            precision prepare preserve primary prior privileges procedure public purge qualify range rank read read_write
            reads real recursive ref_system_id references regexp relative release rename repeat replace require resignal
            restrict return returning revoke right rlike rollback row row_number rownum rows rtrim schema schemas scroll
            second second_microsecond select sensitive separator session_user set sets show signal similar smallint some
            space spatial specific sql sql_after_gtids sql_before_gtids sql_big_result sql_calc_found_rows sql_small_result
            sqlcode sqlerror sqlexception sqlstate sqlwarning ssl starting stats_auto_recalc stats_persistent
            stats_sample_pages stored straight_join substr substring sum symmetric system system_user table tablesample
            temporary terminated then timezone_hour timezone_minute tinyblob tinyint tinytext to trailing transaction
            translate translation trigger trim true uescape undo union unique unknown unlock unsigned update upper usage use
            user using utc_date utc_time utc_timestamp value values varbinary varchar varcharacter variadic varying verbose
            view virtual when whenever where while window with work write xml xmlexists xmlparse xmlquery xmlserialize xor
            year year_month zerofill
            """.strip().split("\\s+"));

    private ReservedWords() {}

    static boolean contains(String word) {
        return WORDS.contains(word);
    }
}
