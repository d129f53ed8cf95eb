package io.claimdispatch.internal.console.assets;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** What is left out of modules and sheets, and what is not. */
class CompactTest {

    @Test
    void comments_on_lines_of_their_own_indents_and_empty_lines_are_left_out() {
        assertThat(Compact.text("""
                        // why
                        const a = 1;

                        /**
                         * What it is.
                         */
                        function f() {
                          // inside
                          return a; /* kept */ // kept
                        }
                        /* one line */
                        """)).isEqualTo("const a = 1;\nfunction f() {\nreturn a; /* kept */ // kept\n}\n");
    }

    @Test
    void code_behind_a_comment_and_addresses_in_texts_stay() {
        assertThat(Compact.text("/* a */ .b { color: red; }\nconst u = \"data://x\";\n"))
                .isEqualTo("/* a */ .b { color: red; }\nconst u = \"data://x\";\n");
    }
}
