package dev.pathwarden.workbench.tour;

import static org.assertj.core.api.Assertions.assertThat;

import javafx.geometry.BoundingBox;
import javafx.geometry.Bounds;
import javafx.geometry.Point2D;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CalloutPlaceTest {

    @ParameterizedTest
    @CsvSource({"0, 0, 100, 100, right", "860, 20, 100, 20, left", "20, 10, 950, 30, below", "20, 640, 950, 30, above", "0, 0, 1000, 700, inside"})
    void callout_standsBesideItsTarget_whereThereIsRoom(double x, double y, double width, double height, String side) {
        Bounds target = new BoundingBox(x, y, width, height);
        Point2D corner = CalloutPlace.of(target, 310, 160, 1000, 700);
        Bounds callout = new BoundingBox(corner.getX(), corner.getY(), 310, 160);

        assertThat(new BoundingBox(0, 0, 1000, 700).contains(callout)).isTrue();
        assertThat(callout.intersects(target)).isEqualTo(side.equals("inside"));
        assertThat(switch (side) {
            case "right" -> callout.getMinX() > target.getMaxX();
            case "left" -> callout.getMaxX() < target.getMinX();
            case "below" -> callout.getMinY() > target.getMaxY();
            case "above" -> callout.getMaxY() < target.getMinY();
            default -> true;
        }).isTrue();
    }

    @Test
    void callout_withoutATarget_orInLessRoomThanItNeeds_isInTheWindow() {
        assertThat(CalloutPlace.of(null, 310, 160, 1000, 700)).isEqualTo(new Point2D(680, 530));
        assertThat(CalloutPlace.of(new BoundingBox(10, 10, 20, 20), 310, 160, 200, 100)).isEqualTo(Point2D.ZERO);
    }

    /** A table and what is beside it, in a small window: there is no room at any side, and much in a corner. */
    @Test
    void callout_withRoomAtNoSide_coversAsLittleAsItCan() {
        Bounds target = new BoundingBox(0, 60, 720, 560);
        Point2D corner = CalloutPlace.of(target, 310, 160, 1000, 700);

        assertThat(corner).isEqualTo(new Point2D(680, 530));
    }
}
