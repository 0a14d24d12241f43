<?xml version="1.0" encoding="UTF-8"?>
<!-- The index of dates: a timeline by year, with a bar for each month; the script puts the words around each date. -->
<xsl:stylesheet version="3.0"
                xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
                xmlns:xs="http://www.w3.org/2001/XMLSchema"
                xmlns:f="urn:teiwright:functions"
                xmlns:m="urn:teiwright:modes"
                xmlns:tei="http://www.tei-c.org/ns/1.0"
                xmlns="http://www.w3.org/1999/xhtml"
                xpath-default-namespace="http://www.w3.org/1999/xhtml"
                exclude-result-prefixes="#all">

  <xsl:template name="f:html-timeline" as="element(section)?">
    <xsl:context-item as="element(tei:TEI)" use="required"/>
    <xsl:variable name="dates" as="element(tei:date)*" select="f:marked(.)[self::tei:date]"/>
    <xsl:if test="exists($dates)">
      <section id="index-date" class="index timeline" aria-labelledby="index-date-head">
        <h2 id="index-date-head"><xsl:value-of select="f:word('index-date')"/></h2>
        <p class="legend unscripted"><xsl:value-of select="f:word('locators')"/></p>
        <xsl:for-each-group select="$dates" group-by="replace(f:date-value(.), '^(-?\d+).*$', '$1')">
          <xsl:sort select="number(current-grouping-key())"/>
          <xsl:sequence select="f:year-section(current-grouping-key(), current-group())"/>
        </xsl:for-each-group>
      </section>
    </xsl:if>
  </xsl:template>

  <xsl:function name="f:year-section" as="element(section)">
    <xsl:param name="year" as="xs:string"/>
    <xsl:param name="dates" as="element(tei:date)+"/>
    <section class="year">
      <h3><xsl:value-of select="f:say-date($year)"/></h3>
      <xsl:sequence select="f:month-bars($dates)"/>
      <ul class="entries">
        <xsl:for-each-group select="$dates" group-by="f:date-value(.)">
          <xsl:sort select="current-grouping-key()"/>
          <xsl:sequence select="f:date-entry(current-grouping-key(), current-group())"/>
        </xsl:for-each-group>
      </ul>
    </section>
  </xsl:function>

  <xsl:function name="f:date-entry" as="element(li)">
    <xsl:param name="value" as="xs:string"/>
    <xsl:param name="dates" as="element(tei:date)+"/>
    <li class="entry" id="date-{$value}">
      <b class="entry-name"><xsl:value-of select="$said-dates($value)"/></b>
      <xsl:sequence select="f:locators($dates)"/>
    </li>
  </xsl:function>

  <xsl:function name="f:where" as="xs:string">
    <xsl:param name="node" as="element()"/>
    <xsl:variable name="name" as="xs:string" select="f:place-name($node)"/>
    <xsl:sequence select="if ($name castable as xs:integer) then f:word('paragraph-n', $name) else $name"/>
  </xsl:function>

  <!-- Twelve bars, one a month; a picture of what the list below says in words. -->
  <xsl:function name="f:month-bars" as="element()?">
    <xsl:param name="dates" as="element(tei:date)+"/>
    <xsl:variable name="months" as="xs:integer*"
                  select="$dates ! f:date-value(.)[matches(., '^\d{4}-\d\d')] ! xs:integer(substring(., 6, 2))"/>
    <xsl:variable name="most" as="xs:integer?" select="max((1 to 12) ! count(f:only($months, .)))"/>
    <xsl:if test="count(distinct-values($months)) gt 2">
      <svg xmlns="http://www.w3.org/2000/svg" class="months" viewBox="0 0 240 44" aria-hidden="true">
        <xsl:for-each select="1 to 12">
          <xsl:variable name="height" as="xs:double" select="28 * count(f:only($months, .)) div $most"/>
          <rect x="{(. - 1) * 20 + 2}" y="{format-number(30 - $height, '0.##')}" width="16" height="{format-number($height, '0.##')}"/>
          <text x="{(. - 1) * 20 + 10}" y="41"><xsl:value-of select="."/></text>
        </xsl:for-each>
        <path d="M0 30.5H240"/>
      </svg>
    </xsl:if>
  </xsl:function>

  <xsl:function name="f:only" as="xs:integer*">
    <xsl:param name="numbers" as="xs:integer*"/>
    <xsl:param name="wanted" as="xs:integer"/>
    <xsl:sequence select="$numbers[. eq $wanted]"/>
  </xsl:function>
</xsl:stylesheet>
