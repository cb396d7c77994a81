package dev.pathwarden.workbench.pictures;

import javafx.scene.Parent;
import javafx.scene.Scene;
import javafx.scene.layout.Region;

/** Holds the content of a window at a size of its own, which may be larger than the window. */
final class PictureFrame extends Region {

    private final Parent content;

    private PictureFrame(Parent content) {
        this.content = content;
    }

    /** Puts a frame between a scene and its content. */
    static PictureFrame around(Scene scene) {
        PictureFrame frame = new PictureFrame(scene.getRoot());
        scene.setRoot(frame);
        frame.getChildren().setAll(frame.content);
        return frame;
    }

    void fit(double width, double height) {
        content.resizeRelocate(0, 0, width, height);
    }

    Parent content() {
        return content;
    }

    /** Does nothing: the content keeps the size it was given. */
    @Override
    protected void layoutChildren() {
    }
}
