package dev.pathwarden.workbench.cell;

import static org.assertj.core.api.Assertions.assertThat;

import javafx.scene.text.Text;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.util.WaitForAsyncUtils;

/** What is recorded can be broken into lines, in whatever direction it runs. */
@ExtendWith(ApplicationExtension.class)
class WordingLayoutTest {

    private static final int NARROWEST = 150;
    private static final int WIDEST = 700;

    @ParameterizedTest
    @ValueSource(strings = {"\u05e9\u05dc\u05d5\u05dd \u05e2\u05d5\u05dc\u05dd \u05d0\u05e8\u05d5\u05da ", "\u05e9\u05dc\u05d5\u05dd", "\u0645\u0631\u062d\u0628\u0627 \u0628\u0627\u0644\u0639\u0627\u0644\u0645 ", "\u0645\u0631\u062d\u0628\u0627", "\ufdfa", "\u0644\u0627 ",
            "12 \u05e9\u05dc\u05d5\u05dd 34 \u05de(5) ", "\u05e9\u05dc\u05d5\u05dd,\u05e2\u05d5\u05dc\u05dd-", "abc \u05e9\u05dc\u05d5\u05dd def ", "\u0661\u0662\u0663 "})
    void text_thatRunsFromRightToLeft_isLaidOutInLines(String part) throws Exception {
        String text = Wording.line("begin " + part.repeat(60) + " end", 10_000);

        assertThat(Wording.line(text, 10_000)).isEqualTo(text);
        assertThat(text).startsWith("begin ").endsWith(" end");
        assertThat(text.replace("\u200e", "")).as("nothing is lost").isEqualTo("begin " + part.repeat(60).strip() + " end");
        double height = WaitForAsyncUtils.asyncFx(() -> {
            double sum = 0;
            for (int width = NARROWEST; width < WIDEST; width += 7) {
                Text shown = new Text(text);
                shown.setWrappingWidth(width);
                sum += shown.getLayoutBounds().getHeight();
            }
            return sum;
        }).get();
        assertThat(height).isPositive();
    }
}
