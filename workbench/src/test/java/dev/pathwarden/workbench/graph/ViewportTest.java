package dev.pathwarden.workbench.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

class ViewportTest {

    private static final GraphLayout.Box BEGIN = new GraphLayout.Box(20, 20, 180, 46);

    @Test
    void fit_ofASmallDrawing_centresItAtFullSize() {
        Viewport viewport = Viewport.fit(layout(400, 300), BEGIN, 1_000, 700);

        assertThat(viewport).isEqualTo(new Viewport(1, 300, 200));
    }

    @Test
    void fit_ofALargeDrawing_staysReadableAndShowsTheBeginOfThePath() {
        Viewport viewport = Viewport.fit(layout(5_000, 4_000), BEGIN, 1_000, 700);

        assertThat(viewport.scale()).isEqualTo(Viewport.READABLE);
        assertThat(viewport.toViewX(BEGIN.x())).isBetween(0.0, 1_000.0 - 180);
        assertThat(viewport.toViewY(BEGIN.y())).isBetween(0.0, 700.0 - 46);
    }

    @Test
    void zoom_keepsThePointUnderTheMouseInPlace() {
        Viewport viewport = new Viewport(1, 30, 40);
        Viewport zoomed = viewport.zoom(1.7, 200, 100);

        assertThat(zoomed.toDrawingX(200)).isCloseTo(viewport.toDrawingX(200), within(1e-9));
        assertThat(zoomed.toDrawingY(100)).isCloseTo(viewport.toDrawingY(100), within(1e-9));
    }

    @Test
    void pan_asFarAsYouLike_keepsAPartInView() {
        Viewport viewport = Viewport.FULL_SIZE.pan(-1e6, 1e6, layout(400, 300), 1_000, 700);

        assertThat(viewport.toViewX(400)).isPositive();
        assertThat(viewport.toViewY(0)).isLessThan(700);
    }

    @Test
    void reveal_ofABoxOutOfView_putsItIntoTheMiddle() {
        GraphLayout.Box box = new GraphLayout.Box(3_000, 2_000, 100, 50);
        Viewport viewport = Viewport.FULL_SIZE.reveal(box, layout(5_000, 4_000), 1_000, 700);

        assertThat(viewport.toViewX(3_050)).isEqualTo(500);
        assertThat(viewport.toViewY(2_025)).isEqualTo(350);
        assertThat(viewport.reveal(box, layout(5_000, 4_000), 1_000, 700)).isSameAs(viewport);
    }

    @Test
    void reveal_ofABoxAtTheBorder_showsNoMoreEmptyRoomThanNeeded() {
        Viewport viewport = Viewport.FULL_SIZE.reveal(new GraphLayout.Box(4_880, 3_940, 100, 50), layout(5_000, 4_000), 1_000, 700);

        assertThat(viewport.toViewX(5_000)).isEqualTo(1_000);
        assertThat(viewport.toViewY(4_000)).isEqualTo(700);
    }

    @Test
    void minimap_isShownOnlyWhereThereIsMoreThanTheView() {
        assertThat(Minimap.of(layout(400, 300), Viewport.FULL_SIZE, 1_000, 700)).isNull();
        Minimap map = Minimap.of(layout(4_000, 3_000), Viewport.FULL_SIZE, 1_000, 700);
        assertThat(map).isNotNull();
        Viewport shown = map.show(Viewport.FULL_SIZE, layout(4_000, 3_000), map.x() + 2_000 * map.scale(), map.y() + 1_500 * map.scale(), 1_000, 700);
        assertThat(shown.toDrawingX(500)).isCloseTo(2_000, within(1e-6));
        assertThat(shown.toDrawingY(350)).isCloseTo(1_500, within(1e-6));
    }

    private static GraphLayout layout(double width, double height) {
        return new GraphLayout(List.of(BEGIN), List.of(), List.of(), width, height);
    }
}
