CREATE TABLE customers (id INT PRIMARY KEY, name VARCHAR(80), email VARCHAR(120), card_number CHAR(16));
CREATE TABLE orders (number INT PRIMARY KEY, customer INT REFERENCES customers, article VARCHAR(80), cents BIGINT, parcel VARCHAR(20));
CREATE TABLE refunds (order_number INT PRIMARY KEY REFERENCES orders, cents BIGINT);
