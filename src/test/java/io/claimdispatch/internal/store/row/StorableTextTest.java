package io.claimdispatch.internal.store.row;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class StorableTextTest {

    @Test
    void a_clean_text_is_left_as_it_is() {
        assertThat(StorableText.clean("plain é 😀 \n\t", 100)).isEqualTo("plain é 😀 \n\t");
    }

    @Test
    void nul_is_removed_and_unpaired_surrogates_are_replaced() {
        assertThat(StorableText.clean("a\u0000b\ud83dc\ude00", 100)).isEqualTo("ab\ufffdc\ufffd");
    }

    @Test
    void a_cut_never_splits_a_surrogate_pair() {
        assertThat(StorableText.clean("ab😀", 4)).isEqualTo("ab😀");
        assertThat(StorableText.clean("ab😀", 3)).isEqualTo("ab");
        assertThat(StorableText.clean("ab😀", 2)).isEqualTo("ab");
        assertThat(StorableText.clean("ab", 0)).isEmpty();
    }
}
