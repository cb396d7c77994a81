INSERT INTO customers VALUES (1, 'Ada Example', 'ada.example@example.com', '4000001234647089'), (2, 'Ben Sample', 'ben.sample@example.com', '4000001234647089');
INSERT INTO orders VALUES (4702, 2, 'Kettle', 3900, 'P-20391'), (4705, 2, 'Tray', 1200, 'P-20399'), (4711, 1, 'Tea pot', 2490, 'P-20417');
INSERT INTO refunds VALUES (4702, 3900), (4705, 1200);
