package dev.pathwarden.workbench.inspector;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class HexTextTest {

    @Test
    void page_hasOffsetBytesAndCharacters_ofUtf8() {
        assertThat(new HexText("notiz: ä\u202ex").page(0)).isEqualTo("00000000  6e 6f 74 69 7a 3a 20 c3  notiz: .\n00000008  a4 e2 80 ae 78           ....x");
    }

    @Test
    void pages_areBounded_andGoOnWhereTheOneBeforeEnded() {
        HexText hex = new HexText("x".repeat(HexText.PAGE + 1));

        assertThat(hex.pages()).isEqualTo(2);
        assertThat(hex.page(0).lines()).hasSize(HexText.PAGE / 8);
        assertThat(hex.page(1)).isEqualTo("00001000  78                       x");
    }

    @Test
    void ofAnEmptyText_isAnEmptyPage() {
        assertThat(new HexText("").pages()).isEqualTo(1);
        assertThat(new HexText("").page(0)).isEmpty();
    }
}
