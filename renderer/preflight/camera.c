#include "preflight/camera.h"

#include <math.h>

static const double pixel_angle = 0.00073; /* rad */
static const double blur = 0.9;            /* pixels */
static const double beside = 25 * G_PI / 180, below = 15 * G_PI / 180;

double camera_pixel(double distance) {
    return distance * pixel_angle;
}

/* The axes of the poster's plane and its perpendicular, as the camera sees them. */
typedef struct {
    double right[3], down[3], away[3];
} Pose;

static Pose pose_of_hand(void) {
    double c = cos(beside), s = sin(beside), u = cos(below), v = sin(below);

    return (Pose){{c, s * v, s * u}, {0, u, -v}, {-s, c * v, c * u}};
}

static double dot(const double a[3], const double b[3]) {
    return a[0] * b[0] + a[1] * b[1] + a[2] * b[2];
}

/* Where a ray meets the plane, in millimetres from the middle of the scene. */
static Point meet(const Pose *pose, double distance, double x, double y) {
    double ray[3] = {x * pixel_angle, y * pixel_angle, 1};
    double along = distance * pose->away[2] / dot(ray, pose->away);
    double at[3] = {ray[0] * along, ray[1] * along, ray[2] * along - distance};

    return (Point){dot(at, pose->right), dot(at, pose->down)};
}

static double light_at(const Scene *scene, int x, int y) {
    x = CLAMP(x, 0, scene->width - 1);
    y = CLAMP(y, 0, scene->height - 1);
    return (double)scene->light[(gsize)y * (gsize)scene->width + (gsize)x];
}

static double light_between(const Scene *scene, Point point) {
    double x = point.x * scene->scale + scene->width / 2.0 - 0.5;
    double y = point.y * scene->scale + scene->height / 2.0 - 0.5;
    int left = (int)floor(x), top = (int)floor(y);
    double right = x - left, down = y - top;
    double upper = light_at(scene, left, top) * (1 - right) +
                   light_at(scene, left + 1, top) * right;
    double lower = light_at(scene, left, top + 1) * (1 - right) +
                   light_at(scene, left + 1, top + 1) * right;

    return upper * (1 - down) + lower * down;
}

enum { REACH = 3 /* pixels that blur reaches */ };

static void blur_line(const float *from, float *to, int count, int step,
                      const double weights[REACH + 1]) {
    for (int i = 0; i < count; i++) {
        double sum = (double)from[i * step] * weights[0];

        for (int j = 1; j <= REACH; j++)
            sum += weights[j] * ((double)from[MAX(i - j, 0) * step] +
                                 (double)from[MIN(i + j, count - 1) * step]);
        to[i * step] = (float)sum;
    }
}

static void blur_picture(float *picture, int width, int height) {
    g_autofree float *across = g_new(float, (gsize)width *(gsize)height);
    double weights[REACH + 1], sum = -1;

    for (int i = 0; i <= REACH; i++) {
        weights[i] = exp(-i * i / (2 * blur * blur));
        sum += 2 * weights[i];
    }
    for (int i = 0; i <= REACH; i++)
        weights[i] /= sum;
    for (int y = 0; y < height; y++)
        blur_line(picture + y * width, across + y * width, width, 1, weights);
    for (int x = 0; x < width; x++)
        blur_line(across + x, picture + x, height, width, weights);
}

/* Of linear light (IEC 61966-2-1). */
static guint8 encode(double light) {
    double value =
        light <= 0.0031308 ? light * 12.92 : 1.055 * pow(light, 1 / 2.4) - 0.055;

    return (guint8)lround(CLAMP(value, 0, 1) * 255);
}

/* Encoding takes longer than all the rest. */
static void encode_all(const float *picture, guint8 *grey, gsize count) {
    enum { STEPS = 4096 };
    guint8 table[STEPS + 1];

    for (int i = 0; i <= STEPS; i++)
        table[i] = encode((double)i / STEPS);
    for (gsize i = 0; i < count; i++)
        grey[i] = table[(int)(CLAMP(picture[i], 0.0F, 1.0F) * STEPS)];
}

guint8 *camera_look(const Scene *scene, double distance, Point shift, int *width,
                    int *height) {
    double pixels = 1 / (scene->scale * camera_pixel(distance));
    Pose pose = pose_of_hand();
    g_autofree float *picture = NULL;
    guint8 *grey;

    *width = MAX((int)ceil(scene->width * pixels), 1);
    *height = MAX((int)ceil(scene->height * pixels), 1);
    picture = g_new(float, (gsize)*width *(gsize)*height);
    for (int y = 0; y < *height; y++) {
        for (int x = 0; x < *width; x++)
            picture[(gsize)y * (gsize)*width + (gsize)x] = (float)light_between(
                scene, meet(&pose, distance, x + 0.5 - *width / 2.0 + shift.x,
                            y + 0.5 - *height / 2.0 + shift.y));
    }
    blur_picture(picture, *width, *height);
    grey = g_malloc((gsize)*width * (gsize)*height);
    encode_all(picture, grey, (gsize)*width * (gsize)*height);
    return grey;
}
